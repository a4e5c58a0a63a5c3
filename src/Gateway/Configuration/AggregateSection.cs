using Catalog.Gateway.Aggregation;

namespace Catalog.Gateway.Configuration;

/// <summary>Reads <c>aggregate</c>: how all servers stand together at <c>/mcp</c>.</summary>
internal static class AggregateSection
{
    public static readonly string[] Keys = ["enabled", "separator", "patience", "page_size"];

    private static readonly AggregatePlan Defaults = new();

    public static AggregatePlan Read(MapReader root, ConfigurationReading reading, IReadOnlyList<GatewayOptions> upstreams)
    {
        var plan = Defaults;
        var place = root.Node;
        if (root.FindOrNull("aggregate") is { } node && MapReader.OfOrNull(node, reading, "aggregate", Keys) is { } map)
        {
            place = node;
            var separator = map.TextOrNull("separator") ?? plan.Separator;
            if (separator.Length is < 1 or > 8 || !separator.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.'))
            {
                map.Add("separator", $"`separator` must be 1 to 8 letters, digits, `_`, `-` or `.`, not `{separator}`");
                separator = plan.Separator;
            }

            plan = plan with
            {
                IsOn = map.Flag("enabled", true),
                Separator = separator,
                Patience = map.Time("patience", plan.Patience, TimeSpan.FromMinutes(5)),
                PageSize = map.Number("page_size", plan.PageSize, 1, 100_000),
            };
        }

        if (plan.IsOn && PublicNames.CollisionOrNull(upstreams.Select(static u => u.ServerId).Distinct(StringComparer.Ordinal), plan.Separator) is var (first, second))
        {
            reading.Add(place, PublicNames.CollisionText(first, second, plan.Separator));
        }

        return plan;
    }
}
