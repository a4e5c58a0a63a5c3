using Microsoft.Extensions.AI;

namespace Catalog.Classifier.Tests.SecondOpinions;

/// <summary>A language model of our own: answers what it is told to, and keeps what it was asked.</summary>
internal sealed class ModelDouble(Func<IReadOnlyList<ChatMessage>, CancellationToken, Task<string>> answer, long? tokens = 100) : IChatClient
{
    public List<IReadOnlyList<ChatMessage>> Asked { get; } = [];

    public ChatOptions? Options { get; private set; }

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var list = messages.ToList();
        lock (Asked)
        {
            Asked.Add(list);
        }

        Options = options;
        var text = await answer(list, cancellationToken);
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, text)) { Usage = tokens is null ? null : new UsageDetails { TotalTokenCount = tokens } };
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
