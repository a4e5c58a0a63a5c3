module Bakery
  class Application < Rails::Application
  end
end
