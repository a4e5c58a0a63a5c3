class OrderBreadTool < ApplicationTool
  description "Orders bread"
  annotations read_only_hint: false, open_world_hint: false

  arguments do
    required(:kind).filled(:string, included_in?: Loaf::KINDS).description("Which bread")
    required(:count).filled(:integer, gt?: 0, lteq?: 50)
    optional(:note).maybe(:string).description("For the baker")
    optional(:slices).array(:integer)
    optional(:secret).filled(:string).hidden
    optional(:address).hash do
      required(:street).filled(:string).description("With number")
      optional(:lift).filled(:bool)
    end
    required(:extras).array(:hash) do
      required(:name).filled(:string)
    end
  end

  def call(kind:, count:)
    Loaf.new(kind, count)
  end
end
