use rmcp::{tool, tool_router};

pub struct Lamps;

#[tool_router]
impl Lamps {
    /// Lights a lamp
    #[tool]
    fn light(&self) -> String {
        String::new()
    }
}
