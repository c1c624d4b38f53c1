"""What is kept between runs: places, settings, cached analyses."""
