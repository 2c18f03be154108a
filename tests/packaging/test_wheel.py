"""The built wheel, in an environment outside the checkout, serves the home page from an empty folder."""

import json
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.cli.commanding import environment, free_port, until_ready

TOP = Path(__file__).resolve().parents[2]


def run(*arguments: object, folder: Path) -> str:
    done = subprocess.run(list(map(str, arguments)), cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the built wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, TOP, folder=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Path:
    """Return a fresh environment that holds the wheel; the libraries of the lock file are lent to it by a path."""
    folder = tmp_path_factory.mktemp("fresh") / "env"
    venv.create(folder, with_pip=False)
    (packages,) = folder.glob("lib/python*/site-packages")
    # A path in a .pth file is only searched: the checkout, which our own environment adds by another, stays out.
    (packages / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = [sys.executable, "-m", "pip", "--python", folder / "bin" / "python", "--disable-pip-version-check"]
    run(*pip, "install", "--quiet", "--no-deps", "--no-index", "--force-reinstall", wheel, folder=folder)
    return folder


def test_wheel_holds_the_program_its_data_and_its_licence_and_no_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    inside = {name.split("/")[0] for name in names}
    assert inside == {"supplier_guide", next(n for n in inside if n.endswith(".dist-info"))}
    for needed in (
        "supplier_guide/py.typed",
        "supplier_guide/_data/seed/enterprises.json",
        "supplier_guide/_data/index/synonyms.txt",
        "supplier_guide/_data/templates/web/base.html",
        "supplier_guide/_data/templates/print/marktverkenning.typ",
        "supplier_guide/_data/templates/shared/site.css",
        "supplier_guide/store/migrations/versions/v0001_first_tables.py",
    ):
        assert needed in names
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_program_runs_from_the_wheel_and_not_from_the_checkout(elsewhere: Path, tmp_path: Path) -> None:
    code = "import json, supplier_guide, supplier_guide.paths as p; print(json.dumps([supplier_guide.__file__, str(p.data_root())]))"
    for path in json.loads(run(elsewhere / "bin" / "python", "-c", code, folder=tmp_path)):
        assert Path(path).is_relative_to(elsewhere)


def test_installed_program_serves_the_home_page_from_an_empty_folder(elsewhere: Path, tmp_path: Path) -> None:
    port = free_port()
    settings = environment(Path("data"), port=port)
    process = subprocess.Popen(
        [elsewhere / "bin" / "supplier-guide", "serve"],
        cwd=tmp_path, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        with until_ready(process, port) as client:
            home = client.get("/")
            assert (home.status_code, "Waar sociaal aankopen" in home.text) == (200, True)
            assert client.get("/api/v1/enterprises?q=gras").json()["total"] > 0
    finally:
        process.terminate()
        process.communicate()
    assert [f.name for f in tmp_path.iterdir()] == ["data"]
