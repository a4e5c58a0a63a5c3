mod tools;

fn main() {
    let all: Vec<Box<dyn McpTool>> = vec![Box::new(tools::Hello), Box::new(tools::Bye)];
    answer("tools/list", all.iter().map(|t| json!({ "name": t.name(), "description": t.description(), "inputSchema": t.input_schema() })).collect());
}
