"""The engine that sends requests on to another server of this wire, and brings the films back."""
