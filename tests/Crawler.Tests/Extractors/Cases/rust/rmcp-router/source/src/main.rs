mod notes;
mod unused_test;

use notes::Notes;

fn main() {
    serve(Notes::new());
}
