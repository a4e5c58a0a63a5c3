using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Reading;

/// <summary>Reads arguments from a description that lists them (<c>Args: name (str): …</c>), where there is no schema.</summary>
internal static class DescribedParameters
{
    private const int MaxParameters = 40;

    /// <summary>The arguments that it names, as spans of the description.</summary>
    public static void Read(DescriptionView description, List<ParameterView> parameters, Vocabulary vocabulary)
    {
        var field = description.Field;
        var tokens = field.Tokens;
        for (var i = description.ArgumentsFrom; i < tokens.Length && parameters.Count < MaxParameters; i++)
        {
            var last = i;
            while (last + 1 < tokens.Length && tokens[last + 1].Before == Gap.Glued)
            {
                last++;
            }

            if (IsNamed(field.Text, tokens[last].End) && !(tokens[i].Is(Senses.ArgSection) && char.IsUpper(field.Text[tokens[i].Start])))
            {
                var start = tokens[i].Start;
                var length = tokens[last].End - start;
                parameters.Add(new ParameterView(field, start, length, ParameterNames.KindsOf(field.Text.AsSpan(start, length), vocabulary), null, []));
            }

            i = last;
        }
    }

    private static bool IsNamed(string text, int at) =>
        at < text.Length && (text[at] == ':' || (text[at] == ' ' && at + 1 < text.Length && text[at + 1] == '('));
}
