use rmcp::{tool, tool_router};

struct Fake;

#[tool_router]
impl Fake {
    #[tool(description = "Of a test")]
    fn faked(&self) {}
}
