using Catalog.Core.Classifications;

namespace Catalog.Classifier.Risks;

/// <summary>What a facet counts for a category, and why.</summary>
internal static class FacetWeights
{
    /// <summary>The weight and the reason, a clause without a full stop; null where the facet says nothing new about that category.</summary>
    public static (RiskWeight Weight, string Reason)? OrNull(Category category, Facet facet) => (category, facet) switch
    {
        (Category.Read, Facet.Credentials) => (RiskWeight.RaisesMuch, "it can show secrets"),
        (Category.Read, Facet.Personal) => (RiskWeight.Raises, "it shows data about people"),
        (Category.Read, Facet.Network) => (RiskWeight.RaisesMuch, "it reaches an address of the caller's choice"),
        (Category.Read, Facet.Files) => (RiskWeight.Raises, "it reads local files"),
        (Category.Read, Facet.Query) => (RiskWeight.Raises, "it reads whatever a query of the caller's asks for"),
        (Category.Write, Facet.Access) => (RiskWeight.RaisesMuch, "it changes who may do what"),
        (Category.Write, Facet.Credentials) => (RiskWeight.RaisesMuch, "it issues or changes secrets"),
        (Category.Write, Facet.MessagesPeople) => (RiskWeight.RaisesMuch, "it speaks to people in the caller's name"),
        (Category.Write, Facet.Files) => (RiskWeight.Raises, "it changes local files"),
        (Category.Execute, Facet.Shell) => (RiskWeight.RaisesMuch, "it runs commands of the caller's choice"),
        (Category.Execute, Facet.Code) => (RiskWeight.RaisesMuch, "it runs code of the caller's choice"),
        (Category.Execute, Facet.Query) => (RiskWeight.Raises, "it runs queries of the caller's choice"),
        (Category.Execute, Facet.Device) => (RiskWeight.RaisesMuch, "it acts on the physical world"),
        (Category.Execute, Facet.Agents) => (RiskWeight.RaisesMuch, "it starts agents or calls other tools, which act by themselves"),
        (Category.Write or Category.Execute, Facet.Money) => (RiskWeight.RaisesMuch, "it is close to money"),
        (Category.Write or Category.Execute, Facet.Bulk) => (RiskWeight.RaisesMuch, "it acts on many things at once"),
        (Category.Destructive or Category.Financial, Facet.Bulk) => (RiskWeight.Raises, "it acts on many things at once"),
        (not Category.Read, Facet.Irreversible) => (RiskWeight.RaisesMuch, "there is no ordinary undo"),
        _ => null,
    };

    /// <summary>What a facet says beside a category for which it weighs nothing, a clause without a full stop; null where the category says it already.</summary>
    public static string? NotedOrNull(Facet facet) => facet switch
    {
        Facet.Shell => "it runs commands",
        Facet.Browser => "it acts in a browser or on a desktop",
        Facet.Files => "it touches local files",
        Facet.Network => "it reaches an address of the caller's choice",
        Facet.Credentials => "it handles secrets",
        Facet.Personal => "it handles data about people",
        Facet.MessagesPeople => "it speaks to people in the caller's name",
        Facet.Access => "it changes who may do what",
        Facet.Device => "it acts on the physical world",
        _ => null,
    };
}
