"""The OpenAPI document."""

from rushes.gateway.openapi.document import OpenApi as OpenApi
from rushes.gateway.openapi.document import build_document as build_document
