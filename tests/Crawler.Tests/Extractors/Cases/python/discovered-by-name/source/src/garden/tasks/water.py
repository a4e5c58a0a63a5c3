from typing import Annotated, Optional

from pydantic import BaseModel, Field

from garden.registry import task


class WaterInput(BaseModel):
    bed: str
    litres: Annotated[Optional[int], Field(default=None, ge=1, description="How much.")] = None


@task(model=WaterInput, changes=True)
def water_bed(args: WaterInput):
    """Waters a bed."""
