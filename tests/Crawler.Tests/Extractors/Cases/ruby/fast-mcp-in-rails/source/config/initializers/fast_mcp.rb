require "fast_mcp"

FastMcp.mount_in_rails(Rails.application, name: "bakery", version: "1") do |server|
  Rails.application.config.after_initialize do
    server.register_tools(*ApplicationTool.descendants)
  end
end
