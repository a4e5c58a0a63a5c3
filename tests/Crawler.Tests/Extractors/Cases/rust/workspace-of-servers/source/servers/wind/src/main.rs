use rmcp::{tool, tool_router};

struct Wind;

#[tool_router]
impl Wind {
    #[tool(description = "Tells the wind")]
    fn wind(&self) -> String { String::new() }
}

fn main() {}
