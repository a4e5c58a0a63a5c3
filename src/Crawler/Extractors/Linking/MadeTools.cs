using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Linking;

/// <summary>Remembers tools that literals make while code runs that answers <c>tools/list</c>, for servers that write the protocol by hand.</summary>
/// <param name="machine">What runs the code.</param>
/// <param name="listed">Knows a tool when it sees one.</param>
internal sealed class MadeTools(Machine machine, ListedTools listed)
{
    /// <summary>The method whose answer lists tools.</summary>
    public const string Method = "tools/list";

    private readonly List<(RecordValue Tool, string? Condition)> _made = [];
    private int? _since;

    /// <summary>A record was made by a literal.</summary>
    public void Made(RecordValue record)
    {
        if (_since is { } depth && listed.IsTool(record))
        {
            _made.Add((record, machine.ConditionBeyond(depth)));
        }
    }

    /// <summary>Code is entered or left that answers one method.</summary>
    public void Matched(string constant, bool entered) => _since = constant != Method ? _since : entered ? machine.Depth + 1 : null;

    /// <summary>Calls a function and takes its tools.</summary>
    /// <param name="function">What to call, without knowing its arguments.</param>
    /// <param name="file">Where it stands.</param>
    /// <param name="isDispatcher">True where it answers other methods too: then only what it makes for this one counts.</param>
    /// <param name="collector">Tells whether anything was found.</param>
    public void Take(Value function, string file, bool isDispatcher, ToolCollector collector)
    {
        _made.Clear();
        _since = isDispatcher ? null : machine.Depth;
        var before = collector.Count;
        var value = machine.CallWithUnknowns(function);
        _since = null;
        if (!isDispatcher)
        {
            listed.Take(value, file);
        }

        foreach (var (tool, condition) in collector.Count == before ? _made : [])
        {
            listed.Add(tool, file, condition);
        }

        if (isDispatcher)
        {
            TakeAnswer(value, file);
        }

        if (isDispatcher && collector.Count == before)
        {
            listed.Take(value, file);
        }
    }

    /// <summary>Of the values that a dispatcher may return, those that it returns for this method; that it was called with it is no condition.</summary>
    private void TakeAnswer(Value value, string file)
    {
        foreach (var option in (value as ChoiceValue)?.Options ?? [])
        {
            var parts = option.Condition?.Split(" and ") ?? [];
            if (parts.Any(IsOfMethod))
            {
                listed.Take(option.Value, file, parts.Where(static p => !IsOfMethod(p)).Aggregate((string?)null, Scope.Join));
            }
        }
    }

    private static bool IsOfMethod(string condition) => condition.Contains(Method, StringComparison.Ordinal) && !condition.StartsWith('!');
}
