use rmcp::{tool, tool_router};

pub struct Spare;

#[tool_router(router = spare_router)]
impl Spare {
    #[tool(description = "Counts what is spare")]
    fn count_spare(&self) -> String {
        String::new()
    }
}
