fn main() {
    zoo_tools::run();
}
