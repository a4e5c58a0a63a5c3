namespace Catalog.Core.Catalogs;

/// <summary>What judging stored definitions again came to.</summary>
/// <param name="Judged">Definitions that were judged; those left alone are among them.</param>
/// <param name="Changed">Those whose category or risk is another one now.</param>
/// <param name="Raised">Those of them whose category or risk went up, or can no longer be told.</param>
/// <param name="LeftAlone">Those that were read or judged anew by somebody else meanwhile: nothing was stored of them.</param>
public sealed record VerdictCounts(int Judged, int Changed, int Raised, int LeftAlone)
{
    /// <summary>Nothing judged.</summary>
    public static VerdictCounts None { get; } = new(0, 0, 0, 0);

    /// <summary>Both together.</summary>
    public VerdictCounts With(VerdictCounts other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new VerdictCounts(Judged + other.Judged, Changed + other.Changed, Raised + other.Raised, LeftAlone + other.LeftAlone);
    }
}
