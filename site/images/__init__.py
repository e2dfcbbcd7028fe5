"""The image model, with a text that stands for the picture."""
