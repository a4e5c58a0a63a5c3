using System.Threading.Channels;
using Catalog.Core.Approvals;

namespace Catalog.Gateway.Approvals;

/// <summary>Requests for approval on their way to whoever tells people of them. A call never waits for it: what does not fit is dropped, and stays on the page.</summary>
internal sealed class ApprovalNews
{
    private const int MostWaiting = 1000;

    private readonly Channel<Approval> _asked = Channel.CreateBounded<Approval>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Whether anybody listens; else nothing is kept.</summary>
    public bool IsHeard { get; set; }

    public ChannelReader<Approval> Asked => _asked.Reader;

    /// <param name="approval">A request that was made just now.</param>
    public void Tell(Approval approval)
    {
        if (IsHeard)
        {
            _asked.Writer.TryWrite(approval);
        }
    }
}
