import os
KIND = os.getenv("LAMP_KIND", "home").lower()

def main():
    if KIND == "home":
        from lamp.home import main
    elif KIND == "street":
        from lamp.street import main
    else:
        raise ValueError(KIND)
    main()
