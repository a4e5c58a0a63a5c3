mod a;
include!("a.rs");
#[tool_router] impl { #[tool(description = "unclosed
json!({ "name": json!({ "inputSchema": [[[[[[ 
