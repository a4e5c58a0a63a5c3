using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Signals;

/// <summary>Finds words of a kind where a definition may have them; null where it has none.</summary>
internal static class TextMarks
{
    private const int Sentences = 2;

    /// <summary>A phrase of what the description says of the tool itself.</summary>
    public static Mark? Phrase(ToolView tool, PhraseKind kind)
    {
        if (tool.Description is { } description)
        {
            foreach (var hit in description.Field.Phrases)
            {
                if (hit.Kind == kind && hit.First < description.ArgumentsFrom)
                {
                    return Mark.Of(description.Field, hit);
                }
            }
        }

        return null;
    }

    /// <summary>A phrase of the first sentence: behind it stand conditions, credentials that a call needs and the like, which are not what the tool acts on.</summary>
    public static Mark? PhraseInOpening(ToolView tool, PhraseKind kind)
    {
        if (tool.Description is { } description && description.Clauses is { Length: > 0 } clauses)
        {
            var main = Math.Max(0, description.Main);
            var end = clauses[main].End;
            for (var i = main + 1; i < clauses.Length && clauses[i].Sentence == clauses[main].Sentence; i++)
            {
                end = clauses[i].End;
            }

            foreach (var hit in description.Field.Phrases)
            {
                if (hit.Kind == kind && hit.First < Math.Min(end, description.ArgumentsFrom))
                {
                    return Mark.Of(description.Field, hit);
                }
            }
        }

        return null;
    }

    /// <summary>The name of an argument.</summary>
    public static Mark? Argument(ToolView tool, ParameterKinds kinds) => tool.FirstOrNull(kinds) is { } parameter ? Mark.Of(parameter) : null;

    /// <summary>A word of the first sentences, else of the name.</summary>
    public static Mark? Spoken(ToolView tool, Senses senses)
    {
        if (tool.Description is { } description && (description.Field.Senses & senses) != Senses.None)
        {
            foreach (var clause in description.Clauses)
            {
                if (clause.Sentence >= Sentences)
                {
                    break;
                }

                for (var i = clause.First; i < clause.End; i++)
                {
                    if (description.Field.Tokens[i].Is(senses))
                    {
                        return Mark.Of(description.Field, description.Field.Tokens[i]);
                    }
                }
            }
        }

        return InName(tool, senses);
    }

    /// <summary>A word of the name.</summary>
    public static Mark? InName(ToolView tool, Senses senses)
    {
        foreach (var token in tool.Name.Field.Tokens)
        {
            if (token.Is(senses))
            {
                return Mark.Of(tool.Name.Field, token);
            }
        }

        return null;
    }

    /// <summary>The tool's verb with what it acts on, if it is of a kind: in the description, else in the name.</summary>
    public static Mark? ActionVerb(ToolView tool, Senses verbs)
    {
        if (tool.Description is { Main: >= 0, Lead: { } lead } description && lead.Is(verbs))
        {
            return Mark.OfVerb(description.Field, description.Clauses[description.Main].Lead, description.Clauses[description.Main].End);
        }

        return tool.Name.Action >= 0 && tool.Name.Field.Tokens[tool.Name.Action].Is(verbs) ? Mark.Of(tool.Name.Field, tool.Name.Field.Tokens[tool.Name.Action]) : null;
    }

    /// <summary>True if the name or the description has such a word anywhere.</summary>
    public static bool Says(ToolView tool, Senses senses) =>
        ((tool.Name.Field.Senses | (tool.Description?.Field.Senses ?? Senses.None)) & senses) != Senses.None;
}
