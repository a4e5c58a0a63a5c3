use rmcp::{tool, tool_router};

#[tool_router]
impl Never {
    #[tool(description = "No mod line leads here")]
    fn never(&self) -> String { String::new() }
}
