using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Catalog.Gateway.Configuration;

/// <summary>Leaves out what stands under a key a second time, and tells of it: the library would give up there, and what else is wrong with the file would be told only once that is mended.</summary>
/// <param name="events">The file.</param>
/// <param name="tell">Told of each such key.</param>
internal sealed class UniqueKeys(IParser events, Action<Scalar> tell) : IParser
{
    private readonly Stack<Level> _levels = new();

    /// <inheritdoc/>
    public ParsingEvent? Current => events.Current;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        while (events.MoveNext())
        {
            if (events.Current is Scalar key && _levels.TryPeek(out var map) && map.WantsKey && !map.Keys!.Add(key.Value))
            {
                tell(key);
                SkipValue();
                continue;
            }

            Follow(events.Current!);
            return true;
        }

        return false;
    }

    /// <summary>Goes to the last event of the value.</summary>
    private void SkipValue()
    {
        var depth = 0;
        do
        {
            if (!events.MoveNext())
            {
                return;
            }

            depth += events.Current switch { MappingStart or SequenceStart => 1, MappingEnd or SequenceEnd => -1, _ => 0 };
        }
        while (depth > 0);
    }

    private void Follow(ParsingEvent at)
    {
        switch (at)
        {
            case MappingStart:
                _levels.Push(new Level(new HashSet<string>(StringComparer.Ordinal)));
                break;
            case SequenceStart:
                _levels.Push(new Level(null));
                break;
            case MappingEnd or SequenceEnd:
                _levels.Pop();
                Turn();
                break;
            case Scalar or AnchorAlias:
                Turn();
                break;
        }
    }

    /// <summary>A key or a value is over.</summary>
    private void Turn()
    {
        if (_levels.TryPeek(out var level))
        {
            level.WantsKey = level.Keys is not null && !level.WantsKey;
        }
    }

    private sealed class Level(HashSet<string>? keys)
    {
        /// <summary>The keys of a map so far; null for a list.</summary>
        public HashSet<string>? Keys => keys;

        public bool WantsKey { get; set; } = keys is not null;
    }
}
