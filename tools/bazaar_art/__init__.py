"""Pictures of the example shop's products, drawn with plain shapes."""
