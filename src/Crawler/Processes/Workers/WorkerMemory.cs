namespace Catalog.Crawler.Processes.Workers;

/// <summary>What a worker does with the memory of an answered request.</summary>
internal static class WorkerMemory
{
    /// <summary>From this size of the heap on, bytes, a worker tidies up between requests.</summary>
    private const long Large = 96L * 1024 * 1024;

    /// <summary>
    /// Gives the memory of a large request back to the system. Nearly all of it is dead once the reply is written, so that this takes little; without it every worker stays as large as the
    /// largest request that it ever had, while another one works.
    /// </summary>
    public static void GiveBack()
    {
        if (GC.GetTotalMemory(forceFullCollection: false) > Large)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        }
    }
}
