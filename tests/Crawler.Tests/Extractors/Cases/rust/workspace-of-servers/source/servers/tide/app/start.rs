use rmcp::{tool, tool_router};
use shared::Harbour;

struct Tide;

#[tool_router]
impl Tide {
    #[tool(description = "Tells the tide")]
    fn tide(&self, Parameters(harbour): Parameters<Harbour>) -> String { String::new() }
}

fn main() {}
