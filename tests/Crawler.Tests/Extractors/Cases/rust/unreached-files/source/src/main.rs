mod lamps;
mod spare;

fn main() {
    let server = lamps::Lamps::new(lamps::Lamps::tool_router());
    serve(server);
}
