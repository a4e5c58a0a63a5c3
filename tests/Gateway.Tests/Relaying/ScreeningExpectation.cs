namespace Catalog.Gateway.Tests.Relaying;

/// <summary>Either a rule and a code, or what the envelope says.</summary>
internal sealed record ScreeningExpectation
{
    public string? Rule { get; init; }

    public int? Code { get; init; }

    public string? Id { get; init; }

    public string? Kind { get; init; }

    public string? Method { get; init; }

    public string? Name { get; init; }

    public string? Arguments { get; init; }

    public string? Version { get; init; }

    public string? Token { get; init; }

    public string? State { get; init; }

    public IReadOnlyList<string>? Keys { get; init; }
}
