"""The rules of pauses, limits and the private mirror: pure, with the clock passed in."""
