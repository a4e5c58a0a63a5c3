using System.ClientModel;
using System.ClientModel.Primitives;
using System.Runtime.CompilerServices;
using Catalog.Classifier.SecondOpinions;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Catalog.Cli.SecondOpinions;

/// <summary>An OpenAI-compatible endpoint as an <see cref="IChatClient"/>: texts in, one text out, with an answer schema. One attempt a call; the budget counts what is sent.</summary>
internal sealed class OpenAiChatClient(Uri endpoint, string model, string? key, TimeSpan timeout) : IChatClient
{
    private readonly ChatClient _client = new(
        model,
        new ApiKeyCredential(string.IsNullOrEmpty(key) ? "none" : key),
        new OpenAIClientOptions { Endpoint = endpoint, NetworkTimeout = timeout, RetryPolicy = new ClientRetryPolicy(maxRetries: 0) });

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        var request = new ChatCompletionOptions { Temperature = options?.Temperature, MaxOutputTokenCount = options?.MaxOutputTokens };
        if (options?.ResponseFormat is ChatResponseFormatJson { Schema: { } schema } format)
        {
            request.ResponseFormat = OpenAI.Chat.ChatResponseFormat.CreateJsonSchemaFormat(format.SchemaName ?? "answer", BinaryData.FromString(schema.GetRawText()), jsonSchemaIsStrict: true);
        }

        try
        {
            var answer = (await _client.CompleteChatAsync(messages.Select(Convert), request, cancellationToken)).Value;
            return new ChatResponse(new ChatMessage(ChatRole.Assistant, string.Concat(answer.Content.Select(static part => part.Text))))
            {
                ModelId = answer.Model,
                Usage = answer.Usage is { } usage ? new UsageDetails { InputTokenCount = usage.InputTokenCount, OutputTokenCount = usage.OutputTokenCount, TotalTokenCount = usage.TotalTokenCount } : null,
            };
        }
        catch (ClientResultException refused)
        {
            throw new SecondOpinionFailedException(refused.Status == 0 ? $"{endpoint.Host} could not be reached" : $"{endpoint.Host} answered {refused.Status}", refused);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or System.Text.Json.JsonException or InvalidOperationException or ArgumentException or KeyNotFoundException or FormatException)
        {
            // The package reads answers without checking them first; what is no answer of that protocol ends in one of these.
            throw new SecondOpinionFailedException($"{endpoint.Host} gave no answer of the OpenAI protocol", broken);
        }
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }

    private static OpenAI.Chat.ChatMessage Convert(ChatMessage message) =>
        message.Role == ChatRole.System ? new SystemChatMessage(message.Text) : new UserChatMessage(message.Text);
}
