"""What an annotated article is: frozen records and pure functions over them."""
