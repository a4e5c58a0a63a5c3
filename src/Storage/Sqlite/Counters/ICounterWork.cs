using Catalog.Core.Counters;

namespace Catalog.Storage.Sqlite.Counters;

/// <summary>Something to do with totals on disk.</summary>
internal interface ICounterWork
{
    /// <summary>The totals that it may touch.</summary>
    IEnumerable<CounterKey> Keys { get; }

    /// <summary>Runs it; may run again after a transaction was lost.</summary>
    void Run(CounterTransaction transaction);

    /// <summary>Tells whoever waits that it is stored.</summary>
    void Complete();

    /// <summary>Tells whoever waits that nothing of it is stored.</summary>
    void Fail();
}
