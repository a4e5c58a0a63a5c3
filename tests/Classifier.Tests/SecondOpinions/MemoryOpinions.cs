using Catalog.Core.Classifications;

namespace Catalog.Classifier.Tests.SecondOpinions;

/// <summary>A cache that lives as long as the test.</summary>
internal sealed class MemoryOpinions : IOpinionCache
{
    public Dictionary<string, string> Answers { get; } = [];

    public Task<string?> FindOrNullAsync(string key, CancellationToken cancellationToken) => Task.FromResult(Answers.GetValueOrDefault(key));

    public Task StoreAsync(string key, string answer, CancellationToken cancellationToken)
    {
        Answers[key] = answer;
        return Task.CompletedTask;
    }
}
