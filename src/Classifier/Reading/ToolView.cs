using Catalog.Classifier.Vocabularies;
using Catalog.Core.Tools;

namespace Catalog.Classifier.Reading;

/// <summary>A definition, read once for all signals.</summary>
internal sealed class ToolView
{
    private ToolView(NameView name, TextField? title, DescriptionView? description, List<ParameterView> parameters, TextField[] siblings, AnnotationView annotations)
    {
        Name = name;
        Title = title;
        Description = description;
        Parameters = parameters;
        Siblings = siblings;
        Annotations = annotations;
        foreach (var sibling in siblings)
        {
            SiblingSenses |= sibling.Senses;
        }

        foreach (var parameter in parameters)
        {
            ParameterKinds |= parameter.Kinds;
        }
    }

    /// <summary>The name.</summary>
    public NameView Name { get; }

    /// <summary>The name for people; null where there is none.</summary>
    public TextField? Title { get; }

    /// <summary>The description; null where there is none.</summary>
    public DescriptionView? Description { get; }

    /// <summary>The arguments.</summary>
    public List<ParameterView> Parameters { get; }

    /// <summary>The names of the other tools.</summary>
    public TextField[] Siblings { get; }

    /// <summary>The author's claims.</summary>
    public AnnotationView Annotations { get; }

    /// <summary>All senses of all siblings' names.</summary>
    public Senses SiblingSenses { get; }

    /// <summary>All kinds of all arguments.</summary>
    public ParameterKinds ParameterKinds { get; }

    /// <summary>True where a part of the definition was not read, or hides characters from people: a person should look.</summary>
    public bool IsDoubtful => Name.Field.IsDoubtful || Title is { IsDoubtful: true } || Description is { Field.IsDoubtful: true } || Parameters.Count >= ParameterReader.MaxParameters
        || Parameters.Any(static p => p.Name.IsDoubtful || p.Description is { IsDoubtful: true });

    /// <summary>Reads a definition.</summary>
    public static ToolView Of(ToolDefinition tool, Vocabulary vocabulary)
    {
        var fields = SiblingFields.Of(tool.Siblings ?? [], vocabulary);
        var name = NameView.Of(TextField.Of("", "/tool", tool.Tool, vocabulary), fields);
        var title = string.IsNullOrWhiteSpace(tool.Title) ? null : TextField.Of("", "/title", tool.Title, vocabulary);
        var description = string.IsNullOrWhiteSpace(tool.Description) ? null : DescriptionView.Of(TextField.Of("", "/description", tool.Description, vocabulary));
        var parameters = ParameterReader.Read(tool.InputSchema, vocabulary);
        if (parameters.Count == 0 && description is not null)
        {
            DescribedParameters.Read(description, parameters, vocabulary);
        }

        return new ToolView(name, title, description, parameters, fields, AnnotationView.Of(tool.Annotations));
    }

    /// <summary>The first argument of any of these kinds, or null.</summary>
    public ParameterView? FirstOrNull(ParameterKinds kinds)
    {
        if ((ParameterKinds & kinds) != ParameterKinds.None)
        {
            foreach (var parameter in Parameters)
            {
                if (parameter.Is(kinds))
                {
                    return parameter;
                }
            }
        }

        return null;
    }
}
