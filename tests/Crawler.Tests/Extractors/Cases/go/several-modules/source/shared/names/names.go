package names

const Prefix = "tell_"
