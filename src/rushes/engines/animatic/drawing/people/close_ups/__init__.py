"""Close-ups that fill the picture: hands, eyes, feet. One unit is the picture's height."""
