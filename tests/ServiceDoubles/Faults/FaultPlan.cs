namespace Catalog.ServiceDoubles.Faults;

/// <summary>What goes wrong with a double, in shares of its answers. Which answers is told by their number, so that a run can be repeated.</summary>
public sealed class FaultPlan
{
    private int _count;

    /// <summary>How many of a thousand answers are an error of the server (500, 502, 503, 504 in turn).</summary>
    public int Errors { get; set; }

    /// <summary>How many of a thousand archives break off in their middle.</summary>
    public int Truncated { get; set; }

    /// <summary>How many of a thousand answers never come.</summary>
    public int Hanging { get; set; }

    /// <summary>How many of a thousand archives come a byte at a time.</summary>
    public int Trickling { get; set; }

    /// <summary>How many of a thousand searches say that they are incomplete.</summary>
    public int Incomplete { get; set; }

    /// <summary>How long each answer takes at least.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>What befalls the next answer.</summary>
    /// <param name="isArchive">True for an archive.</param>
    public Fault Next(bool isArchive)
    {
        // A permutation of the thousand, so that faults are spread evenly; runs of numbers do not meet the same kind.
        var at = (int)((uint)Interlocked.Increment(ref _count) * 617u % 1000u);
        foreach (var (fault, share) in new[] { (Fault.Error, Errors), (Fault.Hang, Hanging), (Fault.Truncate, isArchive ? Truncated : 0), (Fault.Trickle, isArchive ? Trickling : 0) })
        {
            if (at < share)
            {
                return fault;
            }

            at -= share;
        }

        return Fault.None;
    }

    /// <summary>True where the next search is to say that it is incomplete.</summary>
    public bool NextIsIncomplete() => Incomplete > 0 && (uint)Interlocked.Increment(ref _count) * 617u % 1000u < Incomplete;
}
