using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace Catalog.Gateway.Aggregation;

/// <summary>A client of the modern era that listens to changes.</summary>
internal sealed class Subscriber
{
    private const int MaxWaiting = 1000;
    private const int MostResources = 1000;
    private const string Key = "io.modelcontextprotocol/subscriptionId";

    private readonly string _id;
    private readonly HashSet<string> _flags = new(StringComparer.Ordinal);
    private readonly Channel<ReadOnlyMemory<byte>> _told = Channel.CreateBounded<ReadOnlyMemory<byte>>(new BoundedChannelOptions(MaxWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <param name="id">The id of the request, as written.</param>
    /// <param name="wishes"><c>params.notifications</c> as written; empty for none.</param>
    public Subscriber(ReadOnlyMemory<byte> id, ReadOnlyMemory<byte> wishes)
    {
        _id = Encoding.UTF8.GetString(id.Span);
        if (wishes.IsEmpty)
        {
            return;
        }

        using var document = JsonDocument.Parse(wishes, new JsonDocumentOptions { MaxDepth = 64 });
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        foreach (var wish in document.RootElement.EnumerateObject())
        {
            if (wish.Value.ValueKind == JsonValueKind.True && wish.Name is "toolsListChanged" or "promptsListChanged" or "resourcesListChanged")
            {
                _flags.Add(wish.Name);
            }
            else if (wish.Name == "resourceSubscriptions" && wish.Value.ValueKind == JsonValueKind.Array)
            {
                Resources = [.. wish.Value.EnumerateArray().Where(static r => r.ValueKind == JsonValueKind.String).Select(static r => r.GetString()!).Distinct(StringComparer.Ordinal).Take(MostResources)];
            }
        }
    }

    /// <summary>The addresses of resources whose changes it wants to hear of.</summary>
    public IReadOnlyList<string> Resources { get; } = [];

    public ChannelReader<ReadOnlyMemory<byte>> Told => _told.Reader;

    /// <summary>The first message: what is granted.</summary>
    /// <param name="resources">The resources that a server was found for.</param>
    public void Acknowledge(IReadOnlyList<string> resources)
    {
        var granted = _flags.Select(static flag => $"\"{flag}\":true").ToList();
        if (resources.Count > 0)
        {
            granted.Add($"\"resourceSubscriptions\":[{string.Join(',', resources.Select(Say.Quoted))}]");
        }

        Tell("notifications/subscriptions/acknowledged", $"\"notifications\":{{{string.Join(',', granted)}}}");
    }

    public void Changed(ListShape shape)
    {
        if (_flags.Contains($"{shape.Capability}ListChanged"))
        {
            Tell($"notifications/{shape.Capability}/list_changed", "");
        }
    }

    public void Updated(string uri)
    {
        if (Resources.Contains(uri, StringComparer.Ordinal))
        {
            Tell("notifications/resources/updated", $"\"uri\":{Say.Quoted(uri)}");
        }
    }

    private void Tell(string method, string rest) =>
        _told.Writer.TryWrite(Say.Notification(method, Encoding.UTF8.GetBytes($"{{\"_meta\":{{\"{Key}\":{_id}}}{(rest.Length > 0 ? "," : "")}{rest}}}")));
}
