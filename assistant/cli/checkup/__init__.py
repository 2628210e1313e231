"""`golden-thread doctor`: each part of an installation -> what was found, and what to mend."""
