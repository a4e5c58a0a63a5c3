mod a;
#[path = "main.rs"]
mod main_again;
mod missing;

const A: &str = B;
const B: &str = A;
const C: &str = concat!(C, C);

#[derive(JsonSchema)]
struct Loop { next: Option<Box<Loop>>, other: Pool }
#[derive(JsonSchema)]
struct Pool { back: Vec<Loop> }
type Endless = Endless;

#[tool_router]
impl S {
    #[tool(description = "Still here")]
    fn here(&self, p: Parameters<Loop>) -> String { x }
    #[tool(name = A, description = "No constant name")]
    fn never(&self) {}
    #[tool(description = C)]
    fn described(&self, p: Parameters<Endless>) {}
}

impl T { fn list_tools(&self) -> Vec<Tool> { self.list_tools() } }
