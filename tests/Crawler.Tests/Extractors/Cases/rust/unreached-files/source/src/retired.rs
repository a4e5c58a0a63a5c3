use rmcp::{tool, tool_router};

pub struct Retired;

#[tool_router]
impl Retired {
    #[tool(description = "Dims a lamp")]
    fn dim(&self) -> String {
        String::new()
    }
}
