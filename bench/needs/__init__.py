"""The golden needs: who can do what real notices ask, judged beforehand, and the figures of matching on them."""
