namespace Catalog.GatewayLoad;

/// <summary>What a soak found.</summary>
/// <param name="Tally">What clients saw.</param>
/// <param name="Callers">The grants.</param>
/// <param name="Limit">The limit of each.</param>
/// <param name="Vitals">What the gateway held, every ten seconds.</param>
/// <param name="HasExited">Whether it went down.</param>
/// <param name="Rows">Rows of the log by tool and decision.</param>
/// <param name="Stores">The stores that were restarted; null where there were none.</param>
/// <param name="Gateway">The gateway's executable.</param>
internal sealed record SoakFacts(
    SoakTally Tally, IReadOnlyList<SoakCaller> Callers, long Limit, IReadOnlyList<SoakVitals> Vitals, bool HasExited, IReadOnlyDictionary<(string Tool, string Decision), long> Rows, RestartedStores? Stores, string Gateway)
{
    public long RowsOf(string tool, string decision) => Rows.GetValueOrDefault((tool, decision));
}
