using Catalog.Core.Classifications;
using Catalog.Core.Tools;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;

namespace Catalog.Classifier.SecondOpinions;

/// <summary>Asks a language model, within a budget, and believes nothing that it cannot find in the definition.</summary>
internal sealed partial class LanguageModelOpinion(IChatClient client, IOpinionCache cache, SecondOpinionOptions options, TimeProvider clock, ILogger<LanguageModelOpinion> log) : ISecondOpinion
{
    private const int MostAnswerTokens = 500;
    private const int CharactersPerToken = 3;
    private readonly OpinionBudget _budget = new(options.MaxCalls, options.MaxTokens);
    private int _toldSpent;

    public async Task<Classification> ReviewAsync(ToolDefinition tool, Classification classification, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(tool);
        ArgumentNullException.ThrowIfNull(classification);
        // What a person settled is settled.
        if (classification.Reviewed is not null || !options.AsksAboutAll && !classification.Review)
        {
            return classification;
        }

        var key = OpinionPrompt.KeyOf(tool, options.Model);
        var opinion = OpinionAnswer.ReadOrNull(await cache.FindOrNullAsync(key, cancellationToken), tool, options.Model);
        if (opinion is null && await AskOrNullAsync(tool, cancellationToken) is { } text)
        {
            opinion = OpinionAnswer.ReadOrNull(text, tool, options.Model);
            if (opinion is null)
            {
                TellDropped(log, tool.Tool);
            }
            else
            {
                await cache.StoreAsync(key, text, cancellationToken);
            }
        }

        return opinion is null ? classification : Joined(classification, opinion);
    }

    /// <summary>Puts the two verdicts beside each other. A model that was talked into something can make a person look, and nothing else.</summary>
    internal static Classification Joined(Classification classification, SecondOpinion opinion) => classification with
    {
        SecondOpinion = opinion,
        Review = classification.Review || opinion.Category != classification.Category,
    };

    private async Task<string?> AskOrNullAsync(ToolDefinition tool, CancellationToken cancellationToken)
    {
        var messages = OpinionPrompt.For(tool);
        var asked = messages.Sum(static m => m.Text.Length) / CharactersPerToken;
        var reserved = asked + MostAnswerTokens;
        if (!_budget.TryReserve(reserved))
        {
            if (Interlocked.Exchange(ref _toldSpent, 1) == 0)
            {
                TellSpent(log, options.MaxCalls, options.MaxTokens);
            }

            return null;
        }

        using var limit = new CancellationTokenSource(options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var answer = await client.GetResponseAsync(
                messages,
                new ChatOptions
                {
                    ModelId = options.Model,
                    Temperature = 0,
                    MaxOutputTokens = MostAnswerTokens,
                    ResponseFormat = ChatResponseFormat.ForJsonSchema(OpinionPrompt.AnswerSchema, "label"),
                },
                either.Token);
            _budget.Settle(reserved, answer.Usage?.TotalTokenCount ?? asked + (answer.Text.Length / CharactersPerToken));
            return answer.Text;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // What was sent may have been read; nobody says what it cost, so what was set aside stays taken.
            TellLate(log, tool.Tool, options.Timeout.TotalSeconds);
            return null;
        }
        catch (SecondOpinionFailedException failure)
        {
            _budget.Settle(reserved, 0);
            TellFailed(log, tool.Tool, failure.Message);
            return null;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The model's answer about {Tool} was dropped: it is not of the form asked for, or quotes what the definition does not say")]
    private static partial void TellDropped(ILogger log, string tool);

    [LoggerMessage(2, LogLevel.Warning, "The budget for second opinions is spent ({Calls} calls, {Tokens} tokens): the embedded verdicts stand alone from here on")]
    private static partial void TellSpent(ILogger log, int calls, long tokens);

    [LoggerMessage(3, LogLevel.Warning, "The model did not answer about {Tool} within {Seconds} seconds: the embedded verdict stands alone")]
    private static partial void TellLate(ILogger log, string tool, double seconds);

    [LoggerMessage(4, LogLevel.Warning, "The model could not be asked about {Tool}: {Reason}. The embedded verdict stands alone")]
    private static partial void TellFailed(ILogger log, string tool, string reason);
}
