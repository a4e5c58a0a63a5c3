namespace Catalog.Gateway.Metering;

/// <summary>The versions of the protocol, as labels.</summary>
internal static class ProtocolVersions
{
    private static readonly string[] Known = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"];

    /// <summary>A version that there is; <c>other</c> for any other text, null for null or none.</summary>
    public static string? KnownOrNull(string? version)
    {
        if (string.IsNullOrEmpty(version))
        {
            return null;
        }

        foreach (var known in Known)
        {
            if (known == version)
            {
                return known;
            }
        }

        return "other";
    }
}
