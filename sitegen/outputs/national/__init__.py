"""An advert → its national notice (UK1, UK2 or UK3): the questions of the form with our answers, and the data. Nothing is sent."""
