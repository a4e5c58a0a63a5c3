using System.Globalization;

namespace Catalog.Cli.Gateways;

/// <summary>A line of <c>catalog gateway secret list</c>.</summary>
internal sealed record SecretLine
{
    public required string Name { get; init; }

    /// <summary>When it was last set or encrypted anew; null where it is named and not stored.</summary>
    public DateTimeOffset? UpdatedAt { get; init; }

    public string? KeyId { get; init; }

    /// <summary>Sections of the configuration that name it; null where no configuration was looked at.</summary>
    public IReadOnlyList<string>? UsedBy { get; init; }

    /// <summary>The line for people.</summary>
    public string Text()
    {
        var state = UpdatedAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"key {KeyId}  {at.UtcDateTime:yyyy-MM-dd HH:mm'Z'}") : "not stored";
        return UsedBy is null ? $"{Name}  {state}" : $"{Name}  {state}  {(UsedBy.Count == 0 ? "not used" : "used by " + string.Join(", ", UsedBy))}";
    }
}
