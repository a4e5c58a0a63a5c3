Gem::Specification.new do |spec|
  spec.name = "harbour"
  spec.version = "1.2.0"
  spec.summary = "Tools of a harbour"
  spec.license = "MIT"
  spec.executables = ["harbour-mcp"]
end
