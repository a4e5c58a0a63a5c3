require_relative "a"
B = A
A.each { |x| B << x }
module M; include M; end
B.merge!(B).map { |k, v| B[k] = B }
class
  def
  include ::, Toolss Ha
A. = { a: 1 }------------- .freeze
end
