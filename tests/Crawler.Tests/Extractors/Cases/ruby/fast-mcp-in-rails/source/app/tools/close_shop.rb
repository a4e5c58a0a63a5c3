module Admin
  class CloseShop < ApplicationTool
    description "Closes the " + "shop"
  end

  class Named < ApplicationTool
    tool_name :open_shop
    description "Opens the shop since #{Time.now.year}"
  end
end
